//! How a hub proves which one it is, and keeps what passes from those who listen on the way.

use std::{io, path::Path, sync::Arc, time::Duration};

use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{
        CertificateDer, PrivateKeyDer,
        pem::{self, PemObject},
    },
    server::NoServerSessionStorage,
};
use thiserror::Error;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    time::timeout,
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

/// A hub's certificate and its key.
#[derive(Clone)]
pub struct Tls(TlsAcceptor);

/// Why a hub's certificate or its key cannot be used.
#[derive(Debug, Error)]
pub enum TlsError {
    /// A file cannot be read.
    #[error("the {0} cannot be read ({1}); check the path and who may read it")]
    File(&'static str, io::ErrorKind),
    /// There is none in the file.
    #[error(
        "there is no {0} in its file; it takes PEM, which begins with a line -----BEGIN, and no passphrase"
    )]
    Missing(&'static str),
    /// They are not a pair.
    #[error(
        "the private key is not the certificate's; --tls-cert takes the hub's own certificate first, then \
         those that vouch for it"
    )]
    NotAPair,
    /// Nothing that this program can use.
    #[error(
        "this certificate or key cannot be used; make an ECDSA (P-256), Ed25519 or RSA key and its certificate"
    )]
    Unusable,
}

fn unread(what: &'static str) -> impl Fn(pem::Error) -> TlsError {
    move |error| match error {
        pem::Error::Io(error) => TlsError::File(what, error.kind()),
        _ => TlsError::Missing(what),
    }
}

impl Tls {
    /// Reads a certificate, followed by those that vouch for it, and its private key from PEM files.
    ///
    /// # Errors
    /// [`TlsError`], each with what to do.
    pub fn from_files(certificate: &Path, key: &Path) -> Result<Self, TlsError> {
        const CERTIFICATE: &str = "certificate";
        const KEY: &str = "private key";
        let chain = CertificateDer::pem_file_iter(certificate).map_err(unread(CERTIFICATE))?;
        let chain: Vec<_> = chain
            .collect::<Result<_, _>>()
            .map_err(unread(CERTIFICATE))?;
        if chain.is_empty() {
            return Err(TlsError::Missing(CERTIFICATE));
        }
        let key = PrivateKeyDer::from_pem_file(key).map_err(unread(KEY))?;
        // 1.2 as well, for phones with an Android before 10.
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|_| TlsError::Unusable)?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .map_err(|error| match error {
                rustls::Error::InconsistentKeys(_) => TlsError::NotAPair,
                _ => TlsError::Unusable,
            })?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        // Every visit is a new one: no tickets by which a phone could be recognised.
        config.send_tls13_tickets = 0;
        config.session_storage = Arc::new(NoServerSessionStorage {});
        Ok(Self(TlsAcceptor::from(Arc::new(config))))
    }

    /// Shakes hands with a client, unless it takes too long. Who speaks something else is told so as TLS
    /// tells it, and gone.
    pub(super) async fn accept<S>(&self, stream: S, pause: Duration) -> Option<TlsStream<S>>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        timeout(pause, self.0.accept(stream)).await.ok()?.ok()
    }
}
