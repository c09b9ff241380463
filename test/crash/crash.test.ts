import { describe, it } from 'mocha';
import { crashInRounds } from '../support/crashRounds';
import { useDataFolder } from '../support/durableEmulator';

describe('An emulator that is killed under load', () => {
  const newFolder = useDataFolder();

  it('keeps what it acknowledged, in 100 rounds', async function () {
    this.timeout(1_500_000);
    console.log(`      ${await crashInRounds(newFolder(), 100)}`);
  });
});
