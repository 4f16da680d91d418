// The door to yaml. JSON is YAML, and this parser knows line and column of everything in both.
export { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, stringify } from 'yaml';
