//! Writes JSON. As small as a writer can be in Wasm: every value of a kind goes through the same
//! function, where serde_json would make a set of them for each type.

use std::fmt::{self, Write as _};

use serde::ser::{self, Impossible, Serialize};

/// A value as JSON text without blanks.
///
/// Blank for a value that holds what no document of ours does: a floating point number, bytes, or
/// an enum's variant with several fields and no tag.
pub fn to_json(value: &impl Serialize) -> String {
    let mut writer = Writer { text: String::new() };
    match value.serialize(&mut writer) {
        Ok(()) => writer.text,
        Err(fmt::Error) => String::new(),
    }
}

struct Writer {
    text: String,
}

impl Writer {
    /// Puts a comma before a key or a value, unless it is the first of its group.
    fn separate(&mut self) {
        // A text ends in a quote, so its last letter is never taken for one of these.
        if !matches!(self.text.as_bytes().last(), None | Some(b'[' | b'{' | b':')) {
            self.text.push(',');
        }
    }

    #[inline(never)]
    fn word(&mut self, word: &str) -> fmt::Result {
        self.separate();
        self.text.push_str(word);
        Ok(())
    }

    #[inline(never)]
    fn close(&mut self, bracket: char) -> fmt::Result {
        self.text.push(bracket);
        Ok(())
    }

    #[inline(never)]
    fn text(&mut self, text: &str) -> fmt::Result {
        self.separate();
        self.text.push('"');
        for letter in text.chars() {
            let escape = match letter {
                '"' | '\\' => letter,
                '\u{8}' => 'b',
                '\t' => 't',
                '\n' => 'n',
                '\u{c}' => 'f',
                '\r' => 'r',
                '\0'..' ' => {
                    // The first two of four digits are always 0, the third is 0 or 1.
                    let (high, low) = (u32::from(letter) / 16, u32::from(letter) % 16);
                    self.text.push_str(if high == 0 { "\\u000" } else { "\\u001" });
                    self.text.extend(char::from_digit(low, 16));
                    continue;
                }
                _ => {
                    self.text.push(letter);
                    continue;
                }
            };
            self.text.push('\\');
            self.text.push(escape);
        }
        self.text.push('"');
        Ok(())
    }

    #[inline(never)]
    fn key(&mut self, key: &str) -> fmt::Result {
        self.text(key)?;
        self.text.push(':');
        Ok(())
    }

    #[inline(never)]
    fn number(&mut self, number: u64) -> fmt::Result {
        self.separate();
        write!(self.text, "{number}")
    }
}

impl ser::Serializer for &mut Writer {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Impossible<(), fmt::Error>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), fmt::Error>;

    fn serialize_bool(self, value: bool) -> fmt::Result {
        self.word(if value { "true" } else { "false" })
    }

    fn serialize_i8(self, value: i8) -> fmt::Result {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> fmt::Result {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> fmt::Result {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> fmt::Result {
        self.word(&value.to_string())
    }

    fn serialize_u8(self, value: u8) -> fmt::Result {
        self.number(value.into())
    }

    fn serialize_u16(self, value: u16) -> fmt::Result {
        self.number(value.into())
    }

    fn serialize_u32(self, value: u32) -> fmt::Result {
        self.number(value.into())
    }

    fn serialize_u64(self, value: u64) -> fmt::Result {
        self.number(value)
    }

    fn serialize_f32(self, _: f32) -> fmt::Result {
        Err(fmt::Error)
    }

    fn serialize_f64(self, _: f64) -> fmt::Result {
        Err(fmt::Error)
    }

    fn serialize_char(self, value: char) -> fmt::Result {
        self.text(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> fmt::Result {
        self.text(value)
    }

    fn serialize_bytes(self, _: &[u8]) -> fmt::Result {
        Err(fmt::Error)
    }

    fn serialize_none(self) -> fmt::Result {
        self.word("null")
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_unit(self) -> fmt::Result {
        self.word("null")
    }

    fn serialize_unit_struct(self, _: &'static str) -> fmt::Result {
        self.word("null")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> fmt::Result {
        self.text(name)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> fmt::Result {
        self.word("{")?;
        self.key(name)?;
        value.serialize(&mut *self)?;
        self.close('}')
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, fmt::Error> {
        self.word("[")?;
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, fmt::Error> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, fmt::Error> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, fmt::Error> {
        Err(fmt::Error)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, fmt::Error> {
        self.word("{")?;
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, fmt::Error> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, fmt::Error> {
        Err(fmt::Error)
    }
}

/// The groups that are written as a list.
macro_rules! lists {
    ($($group:ident $element:ident;)*) => {$(
        impl ser::$group for &mut Writer {
            type Ok = ();
            type Error = fmt::Error;

            fn $element<T: ?Sized + Serialize>(&mut self, value: &T) -> fmt::Result {
                value.serialize(&mut **self)
            }

            fn end(self) -> fmt::Result {
                self.close(']')
            }
        }
    )*};
}

lists! {
    SerializeSeq serialize_element;
    SerializeTuple serialize_element;
    SerializeTupleStruct serialize_field;
}

impl ser::SerializeStruct for &mut Writer {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> fmt::Result {
        self.key(key)?;
        value.serialize(&mut **self)
    }

    fn end(self) -> fmt::Result {
        self.close('}')
    }
}

impl ser::SerializeMap for &mut Writer {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> fmt::Result {
        key.serialize(&mut **self)?;
        self.text.push(':');
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> fmt::Result {
        value.serialize(&mut **self)
    }

    fn end(self) -> fmt::Result {
        self.close('}')
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

    use super::to_json;

    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Everything {
        plain_text: &'static str,
        flag: bool,
        small: i8,
        large: u64,
        letter: char,
        nothing: Option<u8>,
        something: Option<u8>,
        unit: (),
        pair: (u8, String),
        empty: [u8; 0],
        lists: Vec<Vec<u16>>,
        map: BTreeMap<&'static str, Kind>,
        #[serde(skip_serializing_if = "str::is_empty")]
        skipped: &'static str,
        kinds: Vec<Kind>,
        last: Empty,
    }

    #[derive(Clone, Serialize)]
    #[serde(tag = "kind", rename_all = "kebab-case")]
    enum Kind {
        NoFields,
        OneField { value: Option<bool> },
    }

    #[derive(Serialize)]
    struct Empty {}

    #[test]
    fn what_is_written_are_the_bytes_of_serde_json() {
        let letters: String = (0..0x300).filter_map(char::from_u32).collect();
        let kinds = vec![Kind::NoFields, Kind::OneField { value: Some(true) }];
        let everything = Everything {
            plain_text: "a\",{[:\\ \u{2028}🔑",
            flag: false,
            small: -7,
            large: u64::MAX,
            letter: '"',
            nothing: None,
            something: Some(0),
            unit: (),
            pair: (1, letters),
            empty: [],
            lists: vec![vec![], vec![1, 2], vec![3]],
            map: BTreeMap::from([("", kinds[1].clone()), ("a:", kinds[0].clone())]),
            skipped: "",
            kinds,
            last: Empty {},
        };
        assert_eq!(to_json(&everything), serde_json::to_string(&everything).unwrap());
        assert_eq!(to_json(&""), "\"\"");
        assert_eq!(to_json(&0.5), "");
    }
}
