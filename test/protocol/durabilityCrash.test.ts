import { describe, it } from 'mocha';
import { crashInRounds } from '../support/crashRounds';
import { useDataFolder } from '../support/durableEmulator';

/** `npm run test:crash` kills it a hundred times. */
describe('An emulator that is killed under load', () => {
  const newFolder = useDataFolder();

  it('keeps what it acknowledged, in 5 rounds', async function () {
    this.timeout(80_000);
    console.log(`      ${await crashInRounds(newFolder(), 5)}`);
  });
});
