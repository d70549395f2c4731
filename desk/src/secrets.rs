//! Passwords and tokens. Of both only an argon2 digest is kept.

use anyhow::Context as _;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use rand::TryRngCore as _;

/// A password has at least so many characters.
pub(crate) const MIN_PASSWORD: usize = 10;

/// The digest, with the cost of a password's, of a password that nobody has.
pub(crate) const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Bytes of a token that nobody can guess.
const SECRET_BYTES: usize = 32;
/// Bytes of a token's id, which only tells tokens apart.
const ID_BYTES: usize = 4;

/// A token as its owner gets to see it, once.
pub(crate) struct Token {
    /// What tells it from others; no secret.
    pub(crate) id: String,
    /// The whole token: `vouch_ID_SECRET`.
    pub(crate) text: String,
}

impl Token {
    /// A new token from the operating system's randomness.
    pub(crate) fn new() -> anyhow::Result<Self> {
        let (id, secret) = (random_hex(ID_BYTES)?, random_hex(SECRET_BYTES)?);
        Ok(Self {
            text: format!("vouch_{id}_{secret}"),
            id,
        })
    }

    /// The id of a token as somebody shows it; none where it is no token of ours.
    pub(crate) fn id_of(text: &str) -> Option<&str> {
        let (id, secret) = text.strip_prefix("vouch_")?.split_once('_')?;
        (id.len() == 2 * ID_BYTES && secret.len() == 2 * SECRET_BYTES).then_some(id)
    }
}

/// The digest of a password, slow to reckon on purpose.
pub(crate) async fn hash_password(password: String) -> anyhow::Result<String> {
    hash(Argon2::default(), password).await
}

/// The digest of a token. Nobody guesses 256 random bits, however fast they are; so one quick pass
/// is enough, and a script may show its token with every call.
pub(crate) async fn hash_token(token: String) -> anyhow::Result<String> {
    let params = Params::new(1024, 1, 1, None).map_err(|error| anyhow::anyhow!("argon2: {error}"))?;
    hash(Argon2::new(Algorithm::Argon2id, Version::V0x13, params), token).await
}

/// Whether a secret is the one that the digest was made of.
pub(crate) async fn verify(secret: String, digest: String) -> anyhow::Result<bool> {
    let verifying = move || {
        let digest = PasswordHash::new(&digest).map_err(|error| anyhow::anyhow!("the stored digest: {error}"))?;
        Ok(Argon2::default().verify_password(secret.as_bytes(), &digest).is_ok())
    };
    tokio::task::spawn_blocking(verifying).await?
}

async fn hash(argon2: Argon2<'static>, secret: String) -> anyhow::Result<String> {
    let hashing = move || argon2.hash_password(secret.as_bytes()).map(|digest| digest.to_string());
    tokio::task::spawn_blocking(hashing)
        .await?
        .map_err(|error| anyhow::anyhow!("argon2: {error}"))
}

/// So many random bytes from the operating system, in hexadecimal digits.
///
/// # Errors
///
/// Fails where the operating system has none to give.
pub(crate) fn random_hex(bytes: usize) -> anyhow::Result<String> {
    let mut random = vec![0; bytes];
    rand::rngs::OsRng
        .try_fill_bytes(&mut random)
        .context("the operating system gives no random numbers")?;
    Ok(random
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_secret_is_known_by_its_digest_alone() {
        let token = Token::new().unwrap();
        assert_eq!(Token::id_of(&token.text), Some(token.id.as_str()));
        let digest = hash_token(token.text.clone()).await.unwrap();
        assert!(digest.starts_with("$argon2id$") && !digest.contains(&token.text));
        assert!(verify(token.text.clone(), digest.clone()).await.unwrap());
        assert!(!verify(Token::new().unwrap().text, digest).await.unwrap());
        assert_eq!(Token::id_of("vouch_1_2"), None);
    }
}
