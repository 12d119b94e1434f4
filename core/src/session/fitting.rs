//! Bringing the vault into line with the policy in force: what a pack turned on or off takes effect at
//! the next unlocking, which alone has the master key.

use super::{Error, Session, kind};
use crate::{
    host::{Keystore, Moment},
    store::Header,
    vault::{MasterKey, Slot, Vault, reserve},
};

impl Session {
    /// Does what the policy asks of the vault and of what lies beside it, once for each content. Every
    /// step may be repeated.
    pub(super) fn fit(
        &mut self,
        master: &MasterKey,
        keystore: &dyn Keystore,
        now: Moment,
    ) -> Result<(), Error> {
        let _ = master;
        let directory = self.directory.clone();
        let open = self.open_mut()?;
        let content = open.content.name().hash;
        if open.state.fitted == Some(content) {
            return Ok(());
        }
        let vault = Vault::at(&directory, keystore);
        if !open.content.document().policy.duress {
            vault.clear(Slot::Duress)?;
            open.seal_reserve_to(reserve::nobody())?;
        }
        open.keep_reserve(&directory)?;
        let mut state = open.state.clone();
        state.fitted = Some(content);
        let header = Header::new(open.state_row, kind::STATE, now.wall_ms);
        let bytes = state.to_bytes();
        open.store.write(|tx| tx.put(&header, Some(&bytes)))?;
        open.state = state;
        Ok(())
    }
}
