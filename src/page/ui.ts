// The door to the UI library: Preact draws, signals say what has to be drawn again.
export { batch, computed, effect, signal } from '@preact/signals';
export { render } from 'preact';
export { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
