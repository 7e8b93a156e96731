const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text) {
  return text.replace(/[&<>"]/g, (character) => escapes[character]);
}

/** The page with one bar per choice; it reloads itself every two seconds. */
exports.resultPage = function resultPage(counts) {
  const total = counts.reduce((sum, { votes }) => sum + votes, 0);
  const bars = counts.map(({ choice, votes }) => {
    const percent = Math.round((100 * votes) / total);
    return `<p>${escape(choice)}: ${percent} %</p><div class="bar" style="width: ${percent}%"></div>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="2">
<title>The result</title>
<style>
  body { font: 18px system-ui, sans-serif; margin: 15vh auto; max-width: 30rem; }
  .bar { height: 2rem; border-radius: 4px; background: #345; }
</style>
<h1>${total} ${total === 1 ? 'vote' : 'votes'}</h1>
${bars.join('\n')}
</html>
`;
};
