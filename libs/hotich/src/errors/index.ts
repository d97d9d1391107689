export { bilingual, type Bilingual } from './bilingual';
export { HotichError, type HotichErrorInit, type HotichErrorKind, type HotichProblem } from './hotich.error';
export {
  HotichConfigurationError,
  HotichConflictError,
  HotichEnvironmentError,
  HotichFileStoreError,
  HotichKeysAwayError,
  HotichNotFoundError,
  HotichParseError,
  HotichProcessLostError,
  HotichRefusedError,
  HotichRemoteError,
  HotichSealError,
  HotichSetupError,
  HotichStateError,
  HotichValidationError,
} from './errors';
export { diagnosisOf, type Diagnosis, isOfHost, lineOf, ofHost } from './diagnosis';
export { canBeDossierCode, MAX_DOSSIER_CODE } from './dossier-code-shape';
export { hiddenCodes, quotable, withoutLongNumbers } from './long-numbers';
export { classOf, framesOf, withoutMessage } from './without-message';
export { MOVE_NAMES, STATE_NAMES } from './state-names';
