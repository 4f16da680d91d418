// What each source said of a document, for the detail of a run. The names are those seen on the template and run pages.
import type { JsonObject, Readings, Subject } from '../../profile.ts';
import { isJsonObject } from '../../profile.ts';

type Result = 'VALID' | 'INVALID' | 'ERROR';

const ofAnyone = ['uk_sanctions', 'eu_sanctions', 'cgu_cnc', 'sit_trabalho_escravo', 'trf_processos'] as const;
const ofPersons = ['receita_federal_cpf', 'cnj_mandados_prisao', 'cnj_seeu_processos', 'pep_coaf'] as const;

/** Sources that a test document is about. Which three time out is not documented. */
const marked: Readonly<Record<string, { readonly result: Result; readonly sources: readonly string[] }>> = {
  '00000000281': { result: 'INVALID', sources: ['receita_federal_cpf'] },
  '00000000372': { result: 'INVALID', sources: ['cnj_mandados_prisao'] },
  '00000000453': { result: 'INVALID', sources: ['pep_coaf'] },
  '00000000806': { result: 'ERROR', sources: ['uk_sanctions', 'eu_sanctions', 'cgu_cnc'] },
  '00000000987': { result: 'INVALID', sources: [...ofPersons, ...ofAnyone] },
};

export function sourcesOf(run: Subject, readings: Readings): readonly JsonObject[] {
  if (run.status === 'queued' || readings['detail-sources'] === 'empty') return [];
  const { type, doc } = isJsonObject(run.fields.subject) ? run.fields.subject : { type: 'pf', doc: '' };
  const mark = marked[String(doc)];
  const names = type === 'pj' ? ofAnyone : [...ofPersons, ...ofAnyone];
  return names.map((source) => {
    if (run.status === 'failed') return { source, result: 'ERROR' };
    return { source, result: mark?.sources.includes(source) === true ? mark.result : 'VALID' };
  });
}
