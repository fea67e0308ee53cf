import { describeButtons } from './element-watch.js';

const WIDTHS = { small: '380px', base: '620px', large: '980px', max: '96vw' };

/**
 * `<ui-modal>`: a dialog over the app's own page. `content` is where the app's framework renders what
 * is to be shown; it is made when first asked for, after the framework has taken hold of the page.
 */
class Modal extends HTMLElement {
  get content() {
    this.body ??= document.createElement('div');
    return this.body;
  }

  get showing() {
    return this.dialog?.open === true;
  }

  get titleBar() {
    return this.querySelector('ui-title-bar');
  }

  async show() {
    if (this.showing) return;
    this.dialog ??= this.build();
    this.fill();
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.watcher = new MutationObserver(() => this.fill());
    this.watcher.observe(this, { childList: true, subtree: true, attributes: true });
    this.dispatchEvent(new Event('show'));
  }

  async hide() {
    if (!this.showing) return;
    this.watcher.disconnect();
    this.dialog.close();
    this.dialog.remove();
    this.dispatchEvent(new Event('hide'));
  }

  async toggle() {
    return this.showing ? this.hide() : this.show();
  }

  disconnectedCallback() {
    this.hide();
  }

  build() {
    const dialog = document.createElement('dialog');
    dialog.style.cssText = `width:${WIDTHS[this.getAttribute('variant')] ?? WIDTHS.base};max-width:96vw;border:0;border-radius:14px;padding:0`;
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      this.hide();
    });
    this.heading = document.createElement('h2');
    this.heading.style.cssText =
      'margin:0;padding:14px 18px;font-size:15px;border-bottom:1px solid #e3e3e3';
    this.heading.id = `modal-title-${Math.random().toString(36).slice(2)}`;
    dialog.setAttribute('aria-labelledby', this.heading.id);
    this.footer = document.createElement('footer');
    this.footer.style.cssText = 'display:flex;gap:8px;justify-content:flex-end;padding:12px 18px';
    const { src } = this;
    if (src) {
      const frame = document.createElement('iframe');
      frame.src = src;
      frame.title = this.titleBar?.getAttribute('title') ?? '';
      frame.style.cssText = 'width:100%;height:60vh;border:0';
      this.content.append(frame);
    }
    dialog.append(this.heading, this.content, this.footer);
    return dialog;
  }

  get src() {
    return this.getAttribute('src');
  }

  /** Title and buttons from the title bar inside; a button here clicks the app's own. */
  fill() {
    const bar = this.titleBar;
    this.heading.textContent = bar?.getAttribute('title') ?? '';
    this.footer.replaceChildren();
    for (const { index, label, variant, disabled } of bar ? describeButtons(bar) : []) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = label;
      button.disabled = disabled;
      const strong = variant === 'primary' || variant === 'critical';
      const colour = variant === 'critical' ? '#b71c1c' : '#303030';
      button.style.cssText = `font:inherit;padding:6px 12px;border-radius:8px;border:1px solid #8a8a8a;cursor:pointer;${
        strong ? `background:${colour};color:#fff` : 'background:#fff;color:#303030'
      }`;
      button.addEventListener('click', () => bar.querySelectorAll('button')[index]?.click());
      this.footer.append(button);
    }
    this.footer.hidden = this.footer.childElementCount === 0;
  }
}

customElements.define('ui-modal', Modal);
