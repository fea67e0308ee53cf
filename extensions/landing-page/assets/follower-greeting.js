/* The copy button shows itself only where copying works; its place is kept either way. */
(() => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll('[data-tributary-copy]')) {
    const said = button.parentElement.querySelector('[role="status"]');
    button.classList.add('is-ready');
    button.addEventListener('click', () => {
      navigator.clipboard.writeText(button.dataset.tributaryCopy).then(
        () => {
          said.textContent = button.dataset.copied;
        },
        () => {
          // Not allowed to copy: the code is there to be marked by hand.
          getSelection().selectAllChildren(
            button.parentElement.querySelector('[data-tributary-code]'),
          );
        },
      );
    });
  }
})();
