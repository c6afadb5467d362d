"""Writes all text that python-docx or openpyxl finds in an Office file."""
import sys

source, into = sys.argv[1:]
texts = []
if source.endswith(".docx"):
    from docx import Document

    document = Document(source)
    texts += [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        for row in table.rows:
            texts += [cell.text for cell in row.cells]
    assert any(p.style.name == "Heading 1" for p in document.paragraphs), "no heading"
else:
    from openpyxl import load_workbook

    book = load_workbook(source)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", f"a formula in {sheet.title}!{cell.coordinate}"
                if cell.value is not None:
                    texts.append(str(cell.value))
with open(into, "w", encoding="utf-8") as file:
    file.write("\n".join(texts))
