/** What a driver says of an error of the database, as far as it is judged by. */
export interface DriverError {
  readonly code?: string;
  readonly errno?: number;
  readonly routine?: string;
}

/** The driver's own error inside TypeORM's, or the error itself. */
export function driverErrorOf(error: unknown): DriverError {
  const { driverError } = (error ?? {}) as { driverError?: unknown };
  return driverError ?? error ?? {};
}
