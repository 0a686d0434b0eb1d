// The slides of standard input (JSON), each deck built and written by pptxgenjs: its milliseconds of
// processor, a line a deck.
const PptxGen = require("pptxgenjs");

async function build(slides) {
  const deck = new PptxGen();
  deck.defineLayout({ name: "own", width: slides[0].width, height: slides[0].height });
  deck.layout = "own";
  for (const { texts, pictures, notes } of slides) {
    const slide = deck.addSlide();
    for (const { text, x, y, w, h } of texts) slide.addText(text, { x, y, w, h, fontSize: 14 });
    for (const { data, x, y, w, h, alt } of pictures)
      slide.addImage({ data: `image/png;base64,${data}`, x, y, w, h, altText: alt });
    if (notes) slide.addNotes(notes);
  }
  return deck.write({ outputType: "nodebuffer" });
}

(async () => {
  for (const slides of JSON.parse(require("fs").readFileSync(0, "utf8"))) {
    const before = process.cpuUsage();
    await build(slides);
    const { user, system } = process.cpuUsage(before);
    console.log((user + system) / 1000);
  }
})();
