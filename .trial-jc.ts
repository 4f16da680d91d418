const root='/work/judge/';
const { runSuite } = await import(root+'harness/run.ts');
const { loadScenarios } = await import(root+'harness/load.ts');
const { checks } = await import(root+'harness/checks/index.ts');
const { judge } = await import(root+'harness/judge.ts');
const { createRestartable } = await import(root+'harness/reference/receiver.ts');
for (const provider of ['kyve','recipe']) for (const architecture of ['inline','queue'] as const) {
  const receiver = createRestartable({ architecture, sleep: (ms:number, why:string) => new Promise(r=>setTimeout(r, why==='retry-after'?ms:ms/40)) });
  const t=Date.now();
  const scenarios = await loadScenarios([root+'scenarios'], { provider });
  const suite = await runSuite({ provider, target: { receiver }, scenarios, seed: 5, capabilities: { issues: true, restart: true, rotation: false, tenants: false } });
  const judged = judge(suite.history, checks);
  console.log(provider, architecture, Date.now()-t,'ms', suite.skipped.length, 'skipped');
  for (const h of suite.history.histories) for (const x of h.troubles) console.log('  trouble', h.scenario, x.kind, x.tells.slice(0,200));
  for (const j of judged) { const v=(j as any).finding?.verdict ?? (j as any).verdict; const r=(j as any).finding?.reason ?? (j as any).reason; if (v==='broken'||v==='unknown') console.log('  ', v, (j as any).check?.id ?? (j as any).id, '—', r); }
}
process.exit(0);
