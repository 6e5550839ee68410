/** Restores the scroll position when the page has its content, and reports each later one, in CSS pixels. */
export function followScroll(restored: number, onScrolled: (scroll: number) => void) {
  let shown = false;
  let asked = false;
  window.addEventListener('scroll', () => {
    if (!shown || asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      onScrolled(window.scrollY);
    });
  });
  return {
    /** Call it when the page has its content. Its components draw themselves in the next frames; then its height is final. */
    shown(): void {
      if (shown) return;
      const restore = () => window.scrollTo(0, restored);
      requestAnimationFrame(() => {
        restore();
        requestAnimationFrame(() => {
          restore();
          shown = true;
        });
      });
    },
  };
}
