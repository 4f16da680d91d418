import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { html } from '../../../src/reports/html.ts';
import { makeResult } from '../../fixtures/result.ts';

describe('the html report', () => {
  const page = html.render(makeResult());

  it('allows its own style by hash, and nothing else', () => {
    const style = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(page).not.toMatch(/\sstyle=|<script|\s(?:src|on\w+)=|href="(?!#)|url\(/);
  });

  it('draws the timeline', () => {
    expect(page.match(/<g class="[a-z ]+">/g)).toEqual([
      '<g class="party marked">',
      '<g class="party marked">',
      '<g class="party">',
      '<g class="party marked">',
    ]);
  });
});
