import { afterSending } from './after-sending';

const rounds = async (n: number): Promise<void> => {
  for (let i = 0; i < n; i++) await new Promise(setImmediate);
};

describe('afterSending', () => {
  it('lets what is written at the end of a round of the event loop go first', async () => {
    const order: string[] = [];
    const read = afterSending().then(() => order.push('read'));
    setImmediate(() => order.push('sent'));
    await read;
    expect(order).toEqual(['sent', 'read']);
  });

  it('reads a few answers at a time, in the order in which they came, and all of them', async () => {
    const order: (number | string)[] = [];
    for (let n = 0; n < 6; n++) void afterSending().then(() => order.push(n));
    await rounds(1);
    setImmediate(() => order.push('sent'));
    await rounds(3);
    expect(order).toEqual([0, 1, 2, 3, 'sent', 4, 5]);
  });

  it('takes those who come while others are read', async () => {
    const order: string[] = [];
    await afterSending().then(() => afterSending().then(() => order.push('second')));
    expect(order).toEqual(['second']);
  });
});
