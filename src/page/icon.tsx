// The few pictures on buttons, drawn as paths. Each says what it is for to whoever cannot see it.

const paths = {
  play: 'M4 2.5v11l9-5.5z',
  pause: 'M4 2.5h3v11H4zM9 2.5h3v11H9z',
  next: 'M3 2.5v11l7-5.5zM11 2.5h2v11h-2z',
  plus: 'M7 3h2v4h4v2H9v4H7V9H3V7h4z',
  minus: 'M3 7h10v2H3z',
  close: 'M3.5 4.9 4.9 3.5 8 6.6l3.1-3.1 1.4 1.4L9.4 8l3.1 3.1-1.4 1.4L8 9.4l-3.1 3.1-1.4-1.4L6.6 8z',
  copy: 'M5 1.5h8.5V11H12V3H5zM2.5 4.5H10v10H2.5z',
  save: 'M7 1.5h2v6h3L8 12 4 7.5h3zM2.5 13h11v1.5h-11z',
} as const;

export function Icon({ name, label }: { readonly name: keyof typeof paths; readonly label?: string }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 16 16"
      width="14"
      height="14"
      role="img"
      aria-label={label}
      aria-hidden={label === undefined}
    >
      {label !== undefined && <title>{label}</title>}
      <path d={paths[name]} />
    </svg>
  );
}
