/**
 * Thrown by the in-process API when a caller asks for something the simulated remote would not allow,
 * such as issuing a certificate for a refused dossier. The control API answers it with HTTP 409 (404 for an unknown code or catalog).
 */
export class SimulatorError extends Error {
  constructor(
    readonly code: 'unknownDossier' | 'unknownCatalog' | 'illegalMove' | 'badInput',
    message: string,
  ) {
    super(message);
    this.name = 'SimulatorError';
  }
}
