import Mocha from 'mocha';

/** What VS Code calls. Resolves when every test passed. */
export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 20_000,
    color: false,
    reporter: 'spec',
    forbidOnly: true,
    forbidPending: true,
  });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  // In this order: the first ones look at how little happens before a manifest is open.
  await import('./activation.test.ts');
  await import('./diagnostics.test.ts');
  await import('./commands.test.ts');
  await import('./settings.test.ts');
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => (failures === 0 ? resolve() : reject(new Error(`${failures} tests failed.`))));
  });
}
