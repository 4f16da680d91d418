import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { html } from '../../../src/reports/html.ts';
import { makeResult } from '../../fixtures/result.ts';

describe('the html report', () => {
  const page = html.render(makeResult({}, '</script><script>alert(1)</script><!--'));

  it('allows its own script and style by hash, and nothing else', () => {
    const hashOf = (element: string) => {
      const text = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(page)?.[1] ?? '';
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    };
    const policy = [
      "default-src 'none'",
      `script-src ${hashOf('script')}`,
      `style-src ${hashOf('style')}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ];
    expect(page).toContain(`content="${policy.join('; ')}"`);
  });

  it('holds the result as data that stays data', () => {
    const [, data = ''] = /<script type="application\/json" id="result">([\s\S]*?)<\/script>/.exec(page) ?? [];
    expect(JSON.parse(data)).toEqual(
      JSON.parse(JSON.stringify(makeResult({}, '</script><script>alert(1)</script><!--'))),
    );
    expect(page.match(/<script/g)).toHaveLength(2);
  });

  it('takes nothing from elsewhere', () => {
    const around = page.replaceAll(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, '');
    expect(around).not.toMatch(/\s(?:style|src|on\w+)=|href="(?!data:,")/);
  });
});
