import { describe, it } from 'mocha';
import { useEmulatorServices } from '../support/emulatorServices';
import { crashMoves } from '../support/moveCrash';

describe('moves that are killed between send and delete', () => {
  const { service, endpoint } = useEmulatorServices();

  it('lose no message and list every one that may be in two queues, 200 times', async () => {
    const { rounds, inBoth } = await crashMoves(endpoint(), service(), 200);
    console.log(`${rounds} rounds, in both queues after ${inBoth}`);
  });
});
