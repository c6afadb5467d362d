//! The boundary of the module that protects a file by a passphrase: a file's text becomes parts, and parts
//! become a text. The parts are encrypted and decrypted in JavaScript, by WebCrypto.

#[cfg(target_arch = "wasm32")]
pub mod boundary {
    //! What JavaScript can call.

    use reasonable_steps::assessment::{Protected, ProtectedError};
    use reasonable_steps::web::Failure;
    use wasm_bindgen::prelude::*;

    /// A protected file in its parts.
    #[wasm_bindgen]
    #[derive(Debug)]
    pub struct Parts(Protected);

    #[wasm_bindgen]
    impl Parts {
        /// What a new file starts from.
        #[wasm_bindgen(constructor)]
        #[must_use]
        pub fn new(salt: &[u8]) -> Self {
            Self(Protected::new(salt))
        }

        /// The parts of a file.
        ///
        /// # Errors
        /// A `Failure` as JSON text.
        pub fn read(text: &str) -> Result<Self, JsValue> {
            Protected::from_jwe(text).map(Self).map_err(failure)
        }

        /// The whole file. It is read once, so that nothing is saved which would not be opened again.
        ///
        /// # Errors
        /// A `Failure` as JSON text.
        pub fn write(
            &self,
            encrypted_key: Vec<u8>,
            iv: Vec<u8>,
            ciphertext: Vec<u8>,
            tag: Vec<u8>,
        ) -> Result<String, JsValue> {
            let mut whole = self.0.clone();
            (whole.encrypted_key, whole.iv) = (encrypted_key, iv);
            (whole.ciphertext, whole.tag) = (ciphertext, tag);
            let text = whole.to_jwe();
            Protected::from_jwe(&text).map(|_| text).map_err(failure)
        }

        /// The additional data of AES-GCM.
        #[must_use]
        pub fn header(&self) -> String {
            self.0.header().to_owned()
        }

        /// The salt of PBKDF2.
        #[must_use]
        pub fn salt(&self) -> Vec<u8> {
            self.0.salt_input()
        }

        /// How often PBKDF2 hashes the passphrase.
        #[must_use]
        pub fn iterations(&self) -> u32 {
            self.0.iterations()
        }

        /// The wrapped key.
        #[wasm_bindgen(js_name = encryptedKey)]
        #[must_use]
        pub fn encrypted_key(&self) -> Vec<u8> {
            self.0.encrypted_key.clone()
        }

        /// The initialisation vector.
        #[must_use]
        pub fn iv(&self) -> Vec<u8> {
            self.0.iv.clone()
        }

        /// Ciphertext and tag in one, as WebCrypto wants them.
        #[must_use]
        pub fn sealed(&self) -> Vec<u8> {
            [self.0.ciphertext.as_slice(), &self.0.tag].concat()
        }
    }

    fn failure(error: ProtectedError) -> JsValue {
        JsValue::from_str(&Failure::new(error.code(), error.to_string()).to_json())
    }
}
