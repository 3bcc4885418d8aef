//! Generated code for one tiny model per shape form
