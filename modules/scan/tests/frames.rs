//! What a camera in a room sees: codes turned, tilted, small, blurred, dark and noisy, and pictures without any.

use std::time::{Duration, Instant};

use fast_qr::{ECL, QRBuilder};
use scan_module::read;

/// As long as a result in full mode: 60 groups of five.
fn long_code() -> String {
    let alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let letters: Vec<char> = alphabet.chars().collect();
    let mut at = 7;
    let mut groups = Vec::new();
    for _ in 0..60 {
        let group: String = (0..5)
            .map(|_| {
                at = (at * 37 + 11) % 1_009;
                letters[at % letters.len()]
            })
            .collect();
        groups.push(group);
    }
    groups.join("-")
}

/// What happens to a code on its way into the camera.
#[derive(Clone, Copy)]
struct View {
    /// Degrees.
    turned: f64,
    /// How much narrower the upper edge is, in parts of 1.
    tilted: f64,
    /// Pixels of a module.
    scale: f64,
    /// Pixels that run into each other.
    blur: usize,
    /// Brightness of black and white.
    dark: f64,
    bright: f64,
    /// Largest error of a pixel.
    noise: u64,
}

const STRAIGHT: View =
    View { turned: 0.0, tilted: 0.0, scale: 4.0, blur: 0, dark: 10.0, bright: 245.0, noise: 0 };

const WIDTH: u32 = 640;
const HEIGHT: u32 = 480;

/// Chance that is the same each time.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

/// A picture of a code in the middle of a grey table.
fn picture(code: &str, view: View) -> Vec<u8> {
    let code = QRBuilder::new(code).ecl(ECL::M).build().unwrap();
    let modules = i64::try_from(code.size).unwrap();
    let (sin, cos) = view.turned.to_radians().sin_cos();
    let half = modules as f64 / 2.0;
    let mut plain = Vec::new();
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            // From the picture back to the code.
            let across = (f64::from(x) - f64::from(WIDTH) / 2.0) / view.scale;
            let down = (f64::from(y) - f64::from(HEIGHT) / 2.0) / view.scale;
            let (u, v) = (across * cos + down * sin, down * cos - across * sin);
            let near = 1.0 + view.tilted * v / half;
            let column = (u / near + half).floor() as i64;
            let row = (v / near.sqrt() + half).floor() as i64;
            let inside = |at: i64| (0..modules).contains(&at);
            let margin = |at: i64| (-4..modules + 4).contains(&at);
            let value = if inside(column) && inside(row) {
                let at = |at: i64| usize::try_from(at).unwrap();
                if code[at(row)][at(column)].value() { view.dark } else { view.bright }
            } else if margin(column) && margin(row) {
                view.bright
            } else {
                (view.dark + view.bright) / 2.0
            };
            plain.push(value);
        }
    }
    let (width, height) = (WIDTH as usize, HEIGHT as usize);
    let mut chance = Chance(88_172_645_463_325_252);
    let mut luma = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let (mut sum, mut count) = (0.0, 0.0);
            for near_y in y.saturating_sub(view.blur)..=(y + view.blur).min(height - 1) {
                for near_x in x.saturating_sub(view.blur)..=(x + view.blur).min(width - 1) {
                    sum += plain[near_y * width + near_x];
                    count += 1.0;
                }
            }
            let noise = if view.noise == 0 {
                0.0
            } else {
                (chance.next() % (2 * view.noise + 1)) as f64 - view.noise as f64
            };
            luma.push((sum / count + noise).clamp(0.0, 255.0) as u8);
        }
    }
    luma
}

fn check(what: &str, view: View) {
    let code = long_code();
    let found = read(&picture(&code, view), WIDTH, HEIGHT);
    assert_eq!(found.as_deref(), Some(code.as_str()), "{what}");
}

#[test]
fn a_code_is_read_as_a_camera_in_a_room_sees_it() {
    check("straight", STRAIGHT);
    for turned in [7.0, 30.0, 45.0, 90.0, 133.0, 180.0, 270.0] {
        check(&format!("turned by {turned}"), View { turned, ..STRAIGHT });
    }
    for tilted in [0.05, 0.12, -0.12] {
        check(&format!("tilted by {tilted}"), View { tilted, ..STRAIGHT });
    }
    for scale in [3.0, 5.0] {
        check(&format!("{scale} pixels a module"), View { scale, ..STRAIGHT });
    }
    check("blurred", View { blur: 1, ..STRAIGHT });
    check("in a dark room", View { dark: 20.0, bright: 90.0, ..STRAIGHT });
    check("on a bright screen", View { dark: 140.0, bright: 255.0, ..STRAIGHT });
    check("with noise", View { noise: 40, ..STRAIGHT });
    let hand = View {
        turned: 12.0,
        tilted: 0.08,
        blur: 1,
        dark: 40.0,
        bright: 190.0,
        noise: 12,
        ..STRAIGHT
    };
    check("in a hand", hand);
}

#[test]
fn a_code_in_lower_case_or_other_letters_keeps_them() {
    for text in ["abcd-efgh", "Grüße, 日本", "https://example.com/?a=1"] {
        let luma = picture(text, STRAIGHT);
        assert_eq!(read(&luma, WIDTH, HEIGHT).as_deref(), Some(text));
    }
}

/// How long a picture may take on a busy machine without optimisation; a search without end takes minutes.
const LONG: Duration = Duration::from_secs(20);

#[test]
fn a_picture_without_a_code_gives_nothing_and_takes_no_time() {
    let (width, height) = (WIDTH as usize, HEIGHT as usize);
    let mut chance = Chance(2_463_534_242);
    let noise: Vec<u8> = (0..width * height).map(|_| chance.next().to_le_bytes()[0]).collect();
    let mut chessboard = Vec::new();
    let mut rings = Vec::new();
    for y in 0..height {
        for x in 0..width {
            chessboard.push(if (x / 9 + y / 9) % 2 == 0 { 0 } else { 255 });
            // Corners of codes, hundreds of them, and no code.
            let (u, v) = ((x % 36) / 4, (y % 36) / 4);
            let ring = u.abs_diff(4).max(v.abs_diff(4));
            rings.push(if ring == 2 || ring == 4 { 255 } else { 0 });
        }
    }
    let flat = |value: u8| vec![value; width * height];
    for (what, luma) in [
        ("noise", noise),
        ("a chessboard", chessboard),
        ("rings", rings),
        ("black", flat(0)),
        ("white", flat(255)),
    ] {
        let start = Instant::now();
        assert_eq!(read(&luma, WIDTH, HEIGHT), None, "{what}");
        assert!(start.elapsed() < LONG, "{what} took {:?}", start.elapsed());
    }
}

/// A code with a part painted over, cut off at every edge, or of another size than it says.
#[test]
fn a_spoilt_picture_gives_the_code_or_nothing() {
    let code = long_code();
    let luma = picture(&code, STRAIGHT);
    let width = WIDTH as usize;
    let mut read_all = 0;
    for step in 0..24 {
        let mut spoilt = luma.clone();
        let mut chance = Chance(step + 1);
        for _ in 0..6 {
            let left = usize::try_from(chance.next() % 600).unwrap();
            let top = usize::try_from(chance.next() % 440).unwrap();
            let value = chance.next().to_le_bytes()[0];
            for y in top..top + 30 {
                spoilt[y * width + left..y * width + left + 30].fill(value);
            }
        }
        let found = read(&spoilt, WIDTH, HEIGHT);
        assert!(found.is_none() || found.as_deref() == Some(&code), "{step}: {found:?}");
        read_all += usize::from(found.is_some());
    }
    assert!(read_all > 4, "only {read_all} of 24 were read");
    assert_eq!(read(&luma, WIDTH + 1, HEIGHT), None);
    assert_eq!(read(&luma[1..], WIDTH, HEIGHT), None);
    for (width, height) in [(0, 0), (1, 1), (28, 28), (u32::MAX, 2), (5_000, 5_000)] {
        let length = (u64::from(width) * u64::from(height)).min(100);
        assert_eq!(read(&vec![0; usize::try_from(length).unwrap()], width, height), None);
    }
}
