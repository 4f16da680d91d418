// Where the page begins: with a run's result frozen into it, or with a server to follow.
import type { RunResult } from '../../harness/result.ts';
import { FrozenPage } from './frozen-page.tsx';
import { goLive } from './live.ts';
import { LivePage } from './live-page.tsx';
import { isServed } from './state.ts';
import { render } from './ui.ts';

const place = document.getElementById('page') as HTMLElement;
const frozen = document.getElementById('result');
place.textContent = '';

if (frozen === null) {
  isServed.value = true;
  render(<LivePage />, place);
  goLive();
} else {
  render(<FrozenPage result={JSON.parse(frozen.textContent ?? '') as RunResult} />, place);
}
