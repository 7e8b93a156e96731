const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text) {
  return text.replace(/[&<>"]/g, (character) => escapes[character]);
}

/** The page with one button per option; `chosen` is what this browser just voted for. */
exports.votingPage = function votingPage(options, chosen) {
  const buttons = options.map(
    (option, index) =>
      `<button name="choice" value="${index}"${option === chosen ? ' class="chosen"' : ''}>${escape(option)}</button>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${options.map(escape).join(' or ')}?</title>
<style>
  body { font: 18px system-ui, sans-serif; margin: 15vh auto; max-width: 30rem; text-align: center; }
  button { font: inherit; width: 45%; padding: 2rem 0; border: 2px solid #345; border-radius: 8px; background: #fff; }
  .chosen { background: #345; color: #fff; }
</style>
<h1>${options.map(escape).join(' or ')}?</h1>
<form method="post">${buttons.join(' ')}</form>
<p>${chosen === undefined ? 'You may change your mind.' : `Your vote is for ${escape(chosen)}.`}</p>
</html>
`;
};
