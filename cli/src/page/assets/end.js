})().catch((error) => {
  const note = document.getElementById("calls-status");
  note.textContent = "The calls cannot be shown: this browser is too old, or the page was cut short on its way.";
  throw error;
});
