"""Uploaded files: the three-step upload, and the bytes in a folder beside the state."""

import mimetypes
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from bot.practice.people import BOT_USER, TEAM_ID
from bot.practice.state.records import Document
from bot.practice.state.shapes import Json, SlackError
from bot.practice.state.stamps import Stamps


@dataclass
class _Upload:
    file_id: str
    name: str
    length: int
    alt_txt: str | None
    received: bool = False


@dataclass
class Files:
    stamps: Stamps
    document: Document
    _uploads: dict[str, _Upload] = field(default_factory=dict)
    _bytes: dict[str, bytes] = field(default_factory=dict)

    def begin(self, name: str, length: int, alt_txt: str | None) -> tuple[str, str]:
        """Step one: a file id and the secret of its upload address."""
        secret = secrets.token_urlsafe(18)
        upload = _Upload(self.stamps.new_id("F"), name, length, alt_txt)
        self._uploads[secret] = upload
        return upload.file_id, secret

    def receive(self, secret: str, content: bytes) -> None:
        """Step two: the bytes, exactly as many as announced."""
        upload = self._uploads.get(secret)
        if upload is None or upload.received:
            raise SlackError("invalid_upload_url")
        if len(content) != upload.length:
            raise SlackError("length_mismatch", f"announced {upload.length}, got {len(content)}")
        self._keep(upload.file_id, content)
        upload.received = True

    def complete(self, file_id: str, title: str | None) -> Json:
        """Step three: the file exists from now on."""
        found = [(key, item) for key, item in self._uploads.items() if item.file_id == file_id]
        if not found or not found[0][1].received:
            raise SlackError("file_not_found")
        secret, upload = found[0]
        del self._uploads[secret]
        file = self._described(upload, title)
        self._table()[file_id] = file
        self.document.changed()
        return file

    def add(self, name: str, content: bytes, person: str) -> Json:
        """A file that a person posted, there at once."""
        upload = _Upload(self.stamps.new_id("F"), name, len(content), None, received=True)
        self._keep(upload.file_id, content)
        file = {**self._described(upload, None), "user": person}
        self._table()[upload.file_id] = file
        self.document.changed()
        return file

    def rewrite(self, file_id: str, content: bytes) -> None:
        """Other bytes for a file that is there."""
        file = self.info(file_id)
        self._keep(file_id, content)
        file["size"] = len(content)
        self.document.changed()

    def info(self, file_id: str) -> Json:
        file: Json | None = self._table().get(file_id)
        if file is None:
            raise SlackError("file_not_found")
        return file

    def exists(self, file_id: str) -> bool:
        return file_id in self._table()

    def content(self, file_id: str) -> bytes | Path:
        """The bytes, or where they lie."""
        self.info(file_id)
        folder = self.document.folder
        if folder is None:
            return self._bytes[file_id]
        path = folder / file_id
        if not path.exists():
            raise SlackError("file_not_found")
        return path

    def _table(self) -> Json:
        return self.document.section("files")

    def _keep(self, file_id: str, content: bytes) -> None:
        folder = self.document.folder
        if folder is None:
            self._bytes[file_id] = content
            return
        folder.mkdir(parents=True, exist_ok=True)
        (folder / file_id).write_bytes(content)

    def _described(self, upload: _Upload, title: str | None) -> Json:
        name = Path(upload.name).name or "file"
        mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
        now = int(self.stamps.now())
        file: Json = {
            "id": upload.file_id,
            "created": now,
            "timestamp": now,
            "name": name,
            "title": title or name,
            "mimetype": mimetype,
            "filetype": Path(name).suffix.removeprefix(".").lower() or "binary",
            "user": BOT_USER,
            "user_team": TEAM_ID,
            "size": upload.length,
            "mode": "hosted",
            "is_external": False,
            "is_public": False,
            "channels": [],
            "groups": [],
            "ims": [],
        }
        if upload.alt_txt:
            file["alt_txt"] = upload.alt_txt
        return file
