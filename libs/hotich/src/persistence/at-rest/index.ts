export { AtRest, type Digest, type Digests, keysReady, sealerOf } from './at-rest';
export { type EncryptionOptions, encryptionProblems, foreignProblem, keyProviderOf } from './encryption.options';
export { type EncryptionKey, HotichKeyProvider } from './key-provider';
export { type RotateOptions, Rotation, type RotationSummary } from './rotation';
