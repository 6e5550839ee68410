/** Keeps how far the page is scrolled, once it shows something, and brings it back there. */
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
    /** The page has its content. The components draw themselves in the next frames, and only then is it as high. */
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
