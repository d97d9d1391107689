/** Works through all items, a few at a time; the first failure ends it. */
export async function abreast<T>(items: Iterable<T>, work: (item: T) => Promise<void>, width = 8): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
