// How each sign of the timeline is drawn, around its middle.
import type { Shape } from './timeline-layout.ts';

type Pen = (ctx: CanvasRenderingContext2D, at: readonly [number, number], r: number, paper: string) => void;

export const pens: Readonly<Record<Shape, Pen>> = {
  dot(ctx, [x, y], r) {
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fill();
  },
  ring(ctx, [x, y], r, paper) {
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fillStyle = paper;
    ctx.fill();
    ctx.stroke();
  },
  ghost(ctx, [x, y], r, paper) {
    ctx.arc(x, y, Math.max(1.5, r - 1), 0, 2 * Math.PI);
    ctx.fillStyle = paper;
    ctx.fill();
    ctx.setLineDash([2, 2]);
    ctx.stroke();
    ctx.setLineDash([]);
  },
  cross(ctx, [x, y], r) {
    ctx.lineWidth = 2.2;
    ctx.moveTo(x - r + 1, y - r + 1);
    ctx.lineTo(x + r - 1, y + r - 1);
    ctx.moveTo(x + r - 1, y - r + 1);
    ctx.lineTo(x - r + 1, y + r - 1);
    ctx.stroke();
  },
  triangle(ctx, [x, y], r) {
    ctx.moveTo(x, y - r);
    ctx.lineTo(x + r, y + r - 1);
    ctx.lineTo(x - r, y + r - 1);
    ctx.closePath();
    ctx.fill();
  },
  diamond(ctx, [x, y], r) {
    ctx.moveTo(x, y - r);
    ctx.lineTo(x + r, y);
    ctx.lineTo(x, y + r);
    ctx.lineTo(x - r, y);
    ctx.closePath();
    ctx.fill();
  },
};
