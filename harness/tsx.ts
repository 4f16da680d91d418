// The door to tsx: loads what users write in TypeScript, also from the built program.
export { tsImport } from 'tsx/esm/api';
