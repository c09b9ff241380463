/** Version of the admin API: two sides with the same number understand each other. */
export const adminApiVersion = 1;

/** Path under which the emulator's admin API answers. */
export const adminPath = '/_queuescope';

/** Header that carries the admin token, where one is wanted. */
export const adminTokenHeader = 'x-queuescope-token';
