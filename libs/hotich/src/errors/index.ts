export { bilingual, type Bilingual } from './bilingual';
export { HotichError, type HotichErrorInit, type HotichErrorKind, type HotichProblem } from './hotich.error';
export {
  HotichConfigurationError,
  HotichConflictError,
  HotichEnvironmentError,
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
export { diagnosisOf, type Diagnosis } from './diagnosis';
export { quotable, withoutLongNumbers } from './long-numbers';
