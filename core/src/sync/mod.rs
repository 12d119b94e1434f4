//! Two stores of parcels telling each other what they have and want.
