//! Makes the pages that are one file each, for a disk, a stick or a frame: `dist/reasonable-steps.html` and
//! `dist/workshop.html`. A page from `file://` can load nothing, so the scripts are one inline module and each engine is
//! an inert block of data.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::bundle::{Parts, esbuild};
use crate::paths;
use crate::wasm::Engine;

/// A page that is one file in `dist/`. `NAME.html` and `NAME.css` in `xtask/bundle/` and `NAME.js` in `www/` are what
/// it is made of, beside the modules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    name: &'static str,
    /// In `dist/`.
    pub file: &'static str,
    /// Whether it holds the modules that no other page has.
    whole: bool,
}

/// The widget alone.
pub const WIDGET: Page = Page { name: "single", file: "reasonable-steps.html", whole: false };
/// The widget, and the workshop around it.
pub const WORKSHOP: Page = Page { name: "workshop", file: "workshop.html", whole: true };
/// All of them.
pub const PAGES: [Page; 2] = [WIDGET, WORKSHOP];

/// A module that these pages hold.
pub struct Module {
    /// What `loadModule` is asked for, such as `export/word`.
    pub path: String,
    /// Its script in `xtask/bundle/`.
    pub entry: String,
    pub engine: Engine,
    /// Whether it also lies beside the script of the other pages, which load it on demand.
    pub beside: bool,
}

/// Writes the pages.
///
/// # Errors
/// Those of esbuild, and when a script or style could not stand inside a page.
pub fn make(parts: &Parts, modules: &[Module], notices: &str) -> Result<()> {
    let own = paths::repository().join("xtask").join("bundle");
    let work = paths::target().join("bundle").join("single");
    fs::create_dir_all(&work)?;

    let loader = own.join("wasm-block.js");
    let www = paths::repository().join("www");
    esbuild(&www.join("workshop").join("room.css"), &work.join("room.css"), &[])?;
    let first = Block::write(&work, "engine", &parts.engine)?;
    let mut inlined = Vec::new();
    for module in modules {
        let name = module.path.replace('/', "-");
        let block = Block::write(&work, &name, &module.engine)?;
        let script = format!("{name}.js");
        // Each by itself: they all import their engine by the same name.
        let names = block.parts(&loader, &module.engine);
        esbuild(&own.join(&module.entry), &work.join(&script), &names)?;
        inlined.push(Inlined { module, script, block });
    }
    for page in PAGES {
        let held = inlined.iter().filter(|inlined| page.whole || inlined.module.beside).collect();
        make_page(page, parts, &first, held, notices)?;
    }
    Ok(())
}

/// A module as it stands in a page.
struct Inlined<'m> {
    module: &'m Module,
    /// In the folder of the work.
    script: String,
    block: Block,
}

fn make_page(
    page: Page,
    parts: &Parts,
    first: &Block,
    modules: Vec<&Inlined<'_>>,
    notices: &str,
) -> Result<()> {
    let own = paths::repository().join("xtask").join("bundle");
    let work = paths::target().join("bundle").join("single");
    let mut imports = String::new();
    let mut list = String::new();
    for (index, Inlined { module, script, .. }) in modules.iter().enumerate() {
        imports += &format!("import * as module{index} from \"./{script}\";\n");
        list += &format!("  \"{}\": module{index},\n", module.path);
    }
    let inlined = work.join(format!("{}-inlined.js", page.name));
    fs::write(&inlined, format!("{imports}export const MODULES = {{\n{list}}};\n"))?;

    let modules_inlined = own.join("modules-inlined.js");
    let loader = own.join("wasm-block.js");
    let room_css = work.join("room.css");
    let mut names = first.parts(&loader, &parts.engine).to_vec();
    names.extend([
        ("rs:modules", modules_inlined.as_path()),
        ("rs:inlined", inlined.as_path()),
        ("rs:questionnaire", &parts.questionnaire),
        ("rs:interface", &parts.interface),
        ("rs:css", &parts.css),
        ("rs:room-css", &room_css),
    ]);
    // Beside the scripts of the modules, one of which has the same name.
    let script = work.join(format!("page-{}.js", page.name));
    let entry = paths::repository().join("www").join(format!("{}.js", page.name));
    esbuild(&entry, &script, &names)?;
    let style = work.join(format!("page-{}.css", page.name));
    esbuild(&own.join(format!("{}.css", page.name)), &style, &[])?;

    let template = fs::read_to_string(own.join(format!("{}.html", page.name)))?;
    let mut blocks = vec![first];
    blocks.extend(modules.iter().map(|inlined| &inlined.block));
    let text = filled(
        &template,
        fs::read_to_string(script)?.trim(),
        fs::read_to_string(style)?.trim(),
        notices,
        &blocks,
    )?;
    fs::write(paths::dist().join(page.file), text)
        .with_context(|| format!("could not write {}", page.file))
}

/// An engine as data inside the page.
struct Block {
    id: String,
    base64: String,
    /// A file with the id, which the script imports.
    names: PathBuf,
}

impl Block {
    fn write(work: &Path, name: &str, engine: &Engine) -> Result<Self> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        packer.write_all(&fs::read(&engine.wasm)?)?;
        let id = format!("wasm-{name}");
        let names = work.join(format!("{name}.txt"));
        fs::write(&names, &id)?;
        Ok(Self { id, base64: BASE64_STANDARD.encode(packer.finish()?), names })
    }

    fn parts<'a>(&'a self, loader: &'a Path, engine: &'a Engine) -> [(&'static str, &'a Path); 3] {
        [("rs:glue", &engine.glue), ("rs:wasm", loader), ("rs:block", &self.names)]
    }

    fn markup(&self) -> String {
        let Self { id, base64, .. } = self;
        format!("<script type=\"application/octet-stream\" id=\"{id}\">{base64}</script>")
    }
}

fn filled(
    template: &str,
    script: &str,
    style: &str,
    notices: &str,
    blocks: &[&Block],
) -> Result<String> {
    // Either would end or hide the rest of the script.
    let lower = script.to_ascii_lowercase();
    for forbidden in ["</script", "<script", "<!--"] {
        ensure!(!lower.contains(forbidden), "the script holds `{forbidden}`");
    }
    ensure!(!style.contains("</"), "the style sheet holds `</`");
    // A carriage return would be read as a line break, and the fingerprint be another.
    ensure!(!script.contains('\r') && !style.contains('\r'), "a carriage return");
    let blocks: Vec<String> = blocks.iter().map(|block| block.markup()).collect();
    let policy = policy(script, style);
    let notices = notices.replace('&', "&amp;").replace('<', "&lt;");
    let mut page = String::new();
    let mut rest = template;
    // From left to right, for a script may hold what looks like the next place.
    for (place, text) in [
        ("{policy}", policy.as_str()),
        ("{style}", style),
        ("{notices}", &notices),
        ("{blocks}", &blocks.join("\n")),
        ("{script}", script),
    ] {
        let (before, after) =
            rest.split_once(place).with_context(|| format!("the page has no place {place}"))?;
        page.push_str(before);
        page.push_str(text);
        rest = after;
    }
    page.push_str(rest);
    Ok(page)
}

/// What the page is forbidden: everything but its own script and style, known by their fingerprints.
#[must_use]
pub fn policy(script: &str, style: &str) -> String {
    let fingerprint = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; script-src 'sha256-{}' 'wasm-unsafe-eval'; style-src 'sha256-{}'; connect-src 'none'; \
         form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types reasonable-steps",
        fingerprint(script),
        fingerprint(style)
    )
}

#[cfg(test)]
mod tests {
    use super::{Block, filled};

    const TEMPLATE: &str = "<meta content=\"{policy}\"><style>{style}</style><pre>{notices}</pre>{blocks}<script>{script}</script>";

    #[test]
    fn page_forbids_all_but_its_own_script_and_style() {
        let block = Block { id: "wasm-a".to_owned(), base64: "AA==".to_owned(), names: "a".into() };
        let page =
            filled(TEMPLATE, "let {script} = 1", "a{}", "MIT & <others>", &[&block]).unwrap();
        // `printf 'let {script} = 1' | openssl dgst -sha256 -binary | base64`
        assert!(page.contains("script-src 'sha256-/XVGiEUPydMX6nmAURWTxdPIUJgvwOy5JHiC2bkscOQ=' 'wasm-unsafe-eval'"), "{page}");
        assert!(
            page.contains("style-src 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='"),
            "{page}"
        );
        assert!(page.ends_with(
            "<pre>MIT &amp; &lt;others></pre><script type=\"application/octet-stream\" id=\"wasm-a\">AA==</script><script>let {script} = 1</script>"
        ));
    }

    #[test]
    fn script_that_would_end_itself_is_refused() {
        for script in ["'</SCRIPT>'", "'<!--'", "'<script'", "a\rb"] {
            assert!(filled(TEMPLATE, script, "", "", &[]).is_err(), "{script}");
        }
    }
}
