import { html, nothing, type TemplateResult } from 'lit';

/** Guests have no list to go back to, and a way to leave the browser. */
function back(home: string, leave: TemplateResult | typeof nothing = nothing) {
  return home ? html`<p><a href=${home}>Back to the blind sessions</a></p>` : html`<p>You can close this page.</p>${leave}`;
}

/**
 * @param allKept whether the lab was asked, and has all
 * @param home where one goes back to; empty for nowhere
 */
export function theEnd(waiting: number, allKept: boolean, home: string) {
  return html`<section class="blind__end" aria-label="The end">
    <h2>That was all</h2>
    <p role="status">
      ${waiting > 0
        ? 'Some answers still wait in this browser. Leave this page open until they are sent.'
        : allKept
          ? home
            ? 'All your answers are kept. What the pictures were is told when the session is closed.'
            : 'All your answers are kept. What the pictures were is told after the close to whoever asked you.'
          : 'Asking the lab whether it has all of them.'}
    </p>
    ${back(home)}
  </section>`;
}

/**
 * @param late how many answers came after rating was over
 * @param leave how a guest leaves the browser
 */
export function afterTheClose(closed: string, waiting: number, late: number, home: string, leave: TemplateResult | typeof nothing = nothing) {
  return html`<section class="blind__end" aria-label="The end">
    <h2>Rating is over in this session</h2>
    <p>${closed}</p>
    <p role="status">
      ${waiting > 0
        ? `${counted(waiting, 'answer')} waited in this browser. Leave this page open until they are sent.`
        : late > 0
          ? `${counted(late, 'answer')} of yours reached the lab after rating was over. They are kept apart and counted as a number; they do not change what came out.`
          : 'Nothing waits in this browser.'}
    </p>
    ${back(home, leave)}
  </section>`;
}

function counted(count: number, word: string) {
  return count === 1 ? `One ${word}` : `${count} ${word}s`;
}

/** What is said while a picture of what is shown does not come. */
export function missingWords() {
  return navigator.onLine
    ? 'What you rate did not come. The lab is asked for it again; nothing is counted until it is here.'
    : 'There is no connection. Your answers wait in this browser; pictures come when it is back.';
}
