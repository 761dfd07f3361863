"""What has to be done: each code is one entry of tasks.toml and one small condition in a module of this room."""
