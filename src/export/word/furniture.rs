//! The parts around the body: what the package holds, header and footer, lists, settings,
//! properties.

use super::look::language;
use super::xml::{escape, paragraph, run};
use crate::date::Date;
use crate::export::manuscript::Manuscript;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

pub(super) const CONTENT_TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
<Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>\
<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\
<Override PartName=\"/word/fontTable.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml\"/>\
<Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>\
<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>\
</Types>";

pub(super) const PACKAGE_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"document\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
<Relationship Id=\"core\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
<Relationship Id=\"app\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/>\
</Relationships>";

pub(super) const APP: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
<Application>Reasonable Steps</Application></Properties>";

/// What a program without these fonts should look for instead.
pub(super) const FONTS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<w:fonts xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
<w:font w:name=\"Georgia\"><w:altName w:val=\"Gelasio\"/><w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font>\
<w:font w:name=\"Calibri\"><w:altName w:val=\"Carlito\"/><w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font>\
</w:fonts>";

/// What the document refers to.
pub(super) fn relations(links: &[String]) -> String {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut xml = format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    for (id, kind, target) in [
        ("styles", "styles", "styles.xml"),
        ("numbering", "numbering", "numbering.xml"),
        ("settings", "settings", "settings.xml"),
        ("fonts", "fontTable", "fontTable.xml"),
        ("header", "header", "header1.xml"),
        ("footer", "footer", "footer1.xml"),
    ] {
        xml.push_str(&format!(
            "<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>"
        ));
    }
    for (index, address) in links.iter().enumerate() {
        xml.push_str(&format!(
            "<Relationship Id=\"link{}\" Type=\"{OFFICE}/hyperlink\" Target=\"{}\" \
             TargetMode=\"External\"/>",
            index + 1,
            escape(address)
        ));
    }
    xml.push_str("</Relationships>");
    xml
}

/// Bullets, and as many numbered lists as there are: each begins with 1.
pub(super) fn numbering(numbered_lists: usize) -> String {
    let level = |format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
             <w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/>\
             <w:pPr><w:ind w:left=\"340\" w:hanging=\"340\"/></w:pPr></w:lvl>"
        )
    };
    let mut xml = format!(
        "{HEAD}<w:numbering {MAIN}>\
         <w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"singleLevel\"/>{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType w:val=\"singleLevel\"/>{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        level("bullet", "•"),
        level("decimal", "%1.")
    );
    for list in 0..numbered_lists {
        xml.push_str(&format!(
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">\
             <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
            list + 2
        ));
    }
    xml.push_str("</w:numbering>");
    xml
}

pub(super) fn settings(manuscript: &Manuscript) -> String {
    let language = language(&manuscript.language);
    format!(
        "{HEAD}<w:settings {MAIN}><w:zoom w:percent=\"100\"/>\
         <w:defaultTabStop w:val=\"567\"/><w:characterSpacingControl w:val=\"doNotCompress\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"{language}\"/></w:settings>"
    )
}

/// On every page: that it is confidential, and which questionnaire it is about.
pub(super) fn header(manuscript: &Manuscript) -> String {
    let rtl = manuscript.right_to_left;
    let mark = "<w:b/><w:bCs/><w:caps/><w:color w:val=\"0B5D57\"/><w:spacing w:val=\"20\"/>";
    let runs = run(mark, &manuscript.header, rtl)
        + "<w:r><w:tab/></w:r>"
        + &run("", manuscript.subtitle.first().map_or("", String::as_str), rtl);
    format!("{HEAD}<w:hdr {MAIN}>{}</w:hdr>", paragraph("Header", "", &runs))
}

/// On every page: the date and the page's number.
pub(super) fn footer(manuscript: &Manuscript) -> String {
    let rtl = manuscript.right_to_left;
    let field = |name: &str| {
        format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>")
    };
    let date = manuscript.subtitle.get(1).map_or("", String::as_str);
    let mut runs = run("", date, rtl) + "<w:r><w:tab/></w:r>";
    let mut rest = manuscript.page_number.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else { break };
        runs.push_str(&run("", before, rtl));
        match name {
            "page" => runs.push_str(&field("PAGE")),
            "pages" => runs.push_str(&field("NUMPAGES")),
            other => runs.push_str(&run("", other, rtl)),
        }
        rest = behind;
    }
    runs.push_str(&run("", rest, rtl));
    format!("{HEAD}<w:ftr {MAIN}>{}</w:ftr>", paragraph("Footer", "", &runs))
}

/// Title, language and date. The date is the report's, so that the same report gives the same
/// bytes.
pub(super) fn core(manuscript: &Manuscript, date: Date) -> String {
    let time = |name: &str| {
        format!("<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:{name}>")
    };
    format!(
        "{HEAD}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:creator>Reasonable Steps</dc:creator>\
         {}{}<dc:language>{}</dc:language></cp:coreProperties>",
        escape(&manuscript.title),
        escape(manuscript.subtitle.first().map_or("", String::as_str)),
        time("created"),
        time("modified"),
        escape(&manuscript.language)
    )
}
