// init: a configuration, one scenario and a CI workflow to begin with. What is there already is never touched.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { profileNamed } from '../../mocks/provider/profiles/index.ts';
import type { Command } from '../command.ts';

export const init: Command = {
  name: 'init',
  tells: 'Writes doubleact.config.ts, one scenario and a CI workflow; never over a file that is there.',
  flags: [
    { name: 'provider', value: 'ID', kind: 'text', tells: 'Whose webhooks (kyve); see doubleact list providers.' },
    { name: 'exec', value: 'CMD', kind: 'text', tells: 'The command that starts the receiver ("node app.js").' },
  ],
  examples: ['doubleact init --provider kycert --exec "python3 app.py"'],
  async run(flags, terminal) {
    const { id } = profileNamed((flags.provider as string | undefined) ?? 'kyve', '--provider');
    const exec = (flags.exec as string | undefined) ?? 'node app.js';
    for (const [path, content] of Object.entries(files(id, exec))) {
      await mkdir(dirname(path), { recursive: true });
      const wrote = await writeNew(path, content);
      terminal.out(`${wrote ? 'wrote' : 'left as it is'}  ${path}\n`);
    }
    terminal.out('\nNext: npx doubleact test\n');
    return 0;
  },
};

async function writeNew(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx' });
    return true;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw fault;
  }
}

/** By path. */
function files(provider: string, exec: string): Readonly<Record<string, string>> {
  return {
    'doubleact.config.ts': `// What doubleact should know of this receiver. Flags win over what stands here.
export default {
  provider: ${JSON.stringify(provider)},
  // Started with PORT, DOUBLEACT_WEBHOOK_SECRET, DOUBLEACT_ISSUER_URL, PARTNER_ID, KEY_ID, ISSUER_DID, CREDENTIAL_ID and
  // PARTNER_PRIVATE_KEY in its environment; \`names\` gives them other names.
  exec: ${JSON.stringify(exec)},
  names: {},
  // What it can do beyond receiving. What is not declared is not judged.
  capabilities: { issues: true, restart: false, rotation: false, tenants: false },
  scenarios: ['doubleact'],
};
`,
    'doubleact/first.yaml': `# One verb a step; \`npx doubleact list steps\` shows them all.
title: An approved person, then the same event again
steps:
  - emit: { outcome: approved, applicant: ana }
  - settle: {}
  - redeliver: { after: 12h }
  - settle: {}
`,
    '.github/workflows/doubleact.yml': `name: doubleact
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 22 }
      - run: npm ci
      - run: npx doubleact test --report junit=doubleact.xml --report html=doubleact.html --report markdown=doubleact.md --report annotations=doubleact.txt
      - if: always()
        run: |
          cat doubleact.md >> "$GITHUB_STEP_SUMMARY" || true
          cat doubleact.txt || true
      - if: always()
        uses: actions/upload-artifact@v4
        with: { name: doubleact, path: doubleact.* }
`,
  };
}
