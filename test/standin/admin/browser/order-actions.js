// Buttons that act on an order: each sends its JSON to the control API, then the page is shown anew.
for (const button of document.querySelectorAll('[data-control]')) {
  button.addEventListener('click', async () => {
    button.disabled = true;
    const response = await fetch(button.dataset.control, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: button.dataset.body,
    });
    if (response.ok) {
      location.reload();
      return;
    }
    button.disabled = false;
    document.getElementById('answer').textContent = `That did not work: ${await response.text()}`;
  });
}
