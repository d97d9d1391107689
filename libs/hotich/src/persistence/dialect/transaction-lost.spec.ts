import { isTransactionLost } from './transaction-lost';

const failed = (driverError: object) => Object.assign(new Error('QueryFailedError'), { driverError });

describe('isTransactionLost', () => {
  it.each<[string, object]>([
    ['a deadlock, PostgreSQL', { code: '40P01' }],
    ['a deadlock, MariaDB', { code: 'ER_LOCK_DEADLOCK', errno: 1213 }],
    ['a lock waited for too long, MariaDB', { code: 'ER_LOCK_WAIT_TIMEOUT', errno: 1205 }],
    ['a lock waited for too long, PostgreSQL', { code: '55P03' }],
    ['a statement that took too long, PostgreSQL', { code: '57014' }],
    ['a statement that took too long, MariaDB', { code: 'ER_STATEMENT_TIMEOUT', errno: 1969 }],
    ['a row changed since the snapshot, MariaDB', { code: 'ER_CHECKREAD', errno: 1020 }],
    ['a statement no longer prepared, PostgreSQL', { code: '26000' }],
    ["a plan of what the table's types were, PostgreSQL", { code: '0A000', routine: 'RevalidateCachedQuery' }],
    ['a full disk, PostgreSQL', { code: '53100' }],
    ['a full disk, MariaDB', { code: 'ER_DISK_FULL', errno: 1021 }],
    ['a full table, MariaDB', { code: 'ER_RECORD_FILE_FULL', errno: 1114 }],
    ['a server that only reads, MariaDB', { code: 'ER_OPTION_PREVENTS_STATEMENT', errno: 1290 }],
    ['a server that only reads, PostgreSQL', { code: '25006' }],
    ['a transaction that rested for too long, PostgreSQL', { code: '25P03' }],
    ['a transaction that took too long, PostgreSQL', { code: '25P04' }],
    ['a server that goes, PostgreSQL', { code: '57P01' }],
    ['a server that goes, MariaDB', { code: 'ER_SERVER_SHUTDOWN', errno: 1053 }],
    ['a killed connection, MariaDB', { code: 'ER_CONNECTION_KILLED', errno: 1927 }],
    ['a lost connection, MariaDB', { code: 'PROTOCOL_CONNECTION_LOST' }],
    ['a socket', { code: 'ECONNRESET', errno: -104 }],
    ['a name that nobody knows', { code: 'ENOTFOUND', errno: -3008 }],
    ['a name server that is away', { code: 'EAI_AGAIN', errno: -3001 }],
    ['a machine that is away', { code: 'EHOSTUNREACH', errno: -113 }],
    ['a network that is away', { code: 'ENETUNREACH', errno: -101 }],
    ['no port left to call from', { code: 'EADDRNOTAVAIL', errno: -99 }],
    ['no socket left for this process', { code: 'EMFILE', errno: -24 }],
    ['no socket left for any', { code: 'ENFILE', errno: -23 }],
    ['a password that was changed, PostgreSQL', { code: '28P01' }],
    ['an account that may not log in, PostgreSQL', { code: '28000' }],
    ['a password that was changed, MariaDB', { code: 'ER_ACCESS_DENIED_ERROR', errno: 1045 }],
    ['a machine that is blocked, MariaDB', { code: 'ER_HOST_IS_BLOCKED', errno: 1129 }],
    ['a machine that is not let in, MariaDB', { code: 'ER_HOST_NOT_PRIVILEGED', errno: 1130 }],
    ['a password that is too old, MySQL', { code: 'ER_MUST_CHANGE_PASSWORD_LOGIN', errno: 1862 }],
    ['a node that is not ready, Galera', { code: 'ER_UNKNOWN_COM_ERROR', errno: 1047 }],
    ['a certificate that is too old', { code: 'CERT_HAS_EXPIRED' }],
    ['a certificate nobody knows, MariaDB', { code: 'HANDSHAKE_SSL_ERROR' }],
  ])('%s: nobody is to blame', (_what, driverError) => {
    expect(isTransactionLost(failed(driverError))).toBe(true);
  });

  it('an answer that the driver no longer waits for: nobody is to blame', () => {
    expect(isTransactionLost(new Error('Query read timeout'))).toBe(true);
  });

  it.each<[string, object]>([
    ['a key that is taken, PostgreSQL', { code: '23505' }],
    ['a statement after one that failed, PostgreSQL', { code: '25P02' }],
    ['what PostgreSQL cannot do', { code: '0A000', routine: 'transformLockingClause' }],
    ['a key that is taken, MariaDB', { code: 'ER_DUP_ENTRY', errno: 1062 }],
    ['a value that is too long, MariaDB', { code: 'ER_DATA_TOO_LONG', errno: 1406 }],
    ['a missing table, MariaDB', { code: 'ER_NO_SUCH_TABLE', errno: 1146 }],
  ])('%s: somebody is', (_what, driverError) => {
    expect(isTransactionLost(failed(driverError))).toBe(false);
  });
});
