/**
 * A tag that is meant to move: `latest`, a branch, a channel, or a major or minor version that gets every patch
 * (`3`, `v1.29`, `3-alpine`). A hash or a full version is none, though nothing but a digest is truly fixed.
 */
export function isMovingTag(tag: string): boolean {
  return CHANNEL.test(tag) || VERSION_PREFIX.test(tag);
}

const CHANNEL =
  /^(?:latest|stable|main|master|trunk|dev|devel|develop|development|edge|nightly|current|lts|next|canary|rolling|snapshot|mainline|alpine|slim)(?:-(?:alpine|slim|debian|ubuntu|amd64|arm64))?$/i;
/** At most four digits in a part: a bare number with more is a date or the number of a build. */
const VERSION_PREFIX = /^v?\d{1,3}(?:\.\d{1,4})?(?:-(?:alpine|slim|debian|ubuntu|bookworm|bullseye|jammy|noble))?$/;
