pub use postcond_macros::__followed_by;
