//! Reads QR codes in pictures of a camera. A module by itself: what a picture can make of its reader never reaches the
//! room that the results are counted in. Takes brightness and gives text; sees no camera and keeps no picture.

use rxing::common::{DetectorRXingResult, HybridBinarizer};
use rxing::qrcode::cpp_port::decoder::Decode;
use rxing::qrcode::cpp_port::detector::{FindFinderPatterns, GenerateFinderPatternSets, SampleQR};
use rxing::{Binarizer, Luma8LuminanceSource};

/// The narrowest and lowest picture in which a code could be read: 21 modules and their margin, a pixel each.
const LEAST: u32 = 29;
/// The widest and highest picture that is looked at.
const MOST: u32 = 4_096;
/// Most sets of three corners that are tried in one picture, the likeliest first. A chessboard has thousands.
const MOST_SETS: usize = 64;

/// The text of the first QR code in a picture: `luma` is the brightness of each pixel, line by line, 0 black to 255
/// white. Nothing where none can be read, or where the sizes do not fit.
///
/// The library's parts are called rather than its whole reader, which asks a clock that Wasm does not have.
#[must_use]
pub fn read(luma: &[u8], width: u32, height: u32) -> Option<String> {
    let sizes = LEAST..=MOST;
    if !sizes.contains(&width) || !sizes.contains(&height) {
        return None;
    }
    let source = Luma8LuminanceSource::new(luma.to_vec(), width, height).ok()?;
    let binarizer = HybridBinarizer::new(source);
    let image = binarizer.get_black_matrix().ok()?;
    let mut patterns = FindFinderPatterns(image, true, 0);
    let sets = GenerateFinderPatternSets(&mut patterns);
    sets.iter().take(MOST_SETS).find_map(|set| {
        let sampled = SampleQR(image, set).ok()?;
        let decoded = Decode(sampled.getBits()).ok()?;
        decoded.isValid().then(|| decoded.text())
    })
}

#[cfg(target_arch = "wasm32")]
pub mod boundary {
    //! What JavaScript can call.

    use wasm_bindgen::prelude::*;

    /// The text of the first QR code in a picture; blank where there is none. See [`super::read`].
    #[wasm_bindgen]
    #[must_use]
    pub fn decode(luma: &[u8], width: u32, height: u32) -> String {
        super::read(luma, width, height).unwrap_or_default()
    }
}
