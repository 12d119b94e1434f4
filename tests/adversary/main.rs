//! Every hostile party has a role here, with the goals that it must fail to reach. The attacks are made on
//! the programs and the files as they ship.

mod keeper;
