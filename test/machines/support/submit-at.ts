import type { Replica } from '../../faults/support/replica';
import { eventually } from '../../support/host';

/**
 * The host files births at this replica, one after the other, and does not rest until each is committed.
 *
 * @param committed told of each code the moment its commit is confirmed.
 */
export async function submitAt(
  replica: Replica,
  codes: readonly string[],
  committed: (code: string) => void = () => undefined,
): Promise<void> {
  for (const code of codes) {
    await eventually(
      () =>
        replica.tell({ do: 'submit', codes: [code] }).then(
          () => true,
          () => false,
        ),
      60_000,
    );
    committed(code);
  }
}
