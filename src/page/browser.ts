// What the page takes from the browser besides elements: its clock, its clipboard and its downloads.

export const wallNow = (): number => Date.now();

/** Returns the way to call it off. */
export function later(ms: number, task: () => void): () => void {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
}

export function every(ms: number, task: () => void): () => void {
  const timer = setInterval(task, ms);
  return () => clearInterval(timer);
}

/** Runs once for however many wishes came within `ms`. */
export function gathered(ms: number, task: () => void): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    later(ms, () => {
      waiting = false;
      task();
    });
  };
}

export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without the right to the clipboard: as browsers did before there was one.
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}

export function saveFile(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text]));
  link.download = name;
  link.click();
  later(1000, () => URL.revokeObjectURL(link.href));
}

/** Hears of a change of the colour scheme. */
export function onSchemeChange(hear: () => void): () => void {
  const query = matchMedia('(prefers-color-scheme: dark)');
  query.addEventListener('change', hear);
  return () => query.removeEventListener('change', hear);
}
