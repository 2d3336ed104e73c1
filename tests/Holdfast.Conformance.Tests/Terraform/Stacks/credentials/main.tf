terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

variable "team" {
  type    = string
  default = "blue"
}

resource "aws_iam_user" "ada" {
  name          = "tf-ada"
  path          = "/people/"
  force_destroy = true
  tags          = { team = var.team }
}

resource "aws_iam_user" "joan" {
  name = var.team == "blue" ? "tf-joan" : "tf-joan-of-${var.team}"
}

resource "aws_iam_access_key" "first" {
  user   = aws_iam_user.ada.name
  status = var.team == "blue" ? "Active" : "Inactive"
}

resource "aws_iam_access_key" "second" {
  user   = aws_iam_user.ada.name
  status = "Inactive"
}

resource "aws_iam_user_login_profile" "ada" {
  user                    = aws_iam_user.ada.name
  password_length         = 24
  password_reset_required = true
}

resource "aws_iam_user_ssh_key" "ssh" {
  username   = aws_iam_user.ada.name
  encoding   = "SSH"
  public_key = trimspace(file("${path.module}/id_rsa.pub"))
  status     = var.team == "blue" ? "Active" : "Inactive"
}

resource "aws_iam_user_ssh_key" "pem" {
  username   = aws_iam_user.ada.name
  encoding   = "PEM"
  public_key = file("${path.module}/id_rsa.pem")
}

resource "aws_iam_service_specific_credential" "git" {
  user_name    = aws_iam_user.ada.name
  service_name = "codecommit.amazonaws.com"
  status       = var.team == "blue" ? "Active" : "Inactive"
}

resource "aws_iam_service_specific_credential" "cassandra" {
  user_name    = aws_iam_user.ada.name
  service_name = "cassandra.amazonaws.com"
}

resource "aws_iam_signing_certificate" "ada" {
  user_name        = aws_iam_user.ada.name
  certificate_body = file("${path.module}/signing.pem")
  status           = var.team == "blue" ? "Active" : "Inactive"
}

resource "aws_iam_virtual_mfa_device" "ada" {
  virtual_mfa_device_name = "tf-ada"
  path                    = "/people/"
  tags                    = { team = var.team }
}

# The provider tags by the new name before it renames, so what is renamed keeps its tags.
resource "aws_iam_server_certificate" "web" {
  name              = "tf-web-${var.team}"
  path              = "/cloudfront/${var.team}/"
  certificate_body  = file("${path.module}/server.pem")
  certificate_chain = file("${path.module}/authority.pem")
  private_key       = file("${path.module}/server.key")
  tags              = { kind = "web" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_server_certificate" "plain" {
  name_prefix      = "tf-plain-"
  certificate_body = file("${path.module}/server.pem")
  private_key      = file("${path.module}/server.key")
  tags             = { team = var.team }
}

data "aws_iam_server_certificate" "web" {
  name   = aws_iam_server_certificate.web.name
  latest = true

  lifecycle {
    postcondition {
      condition     = self.arn == aws_iam_server_certificate.web.arn && self.path == "/cloudfront/${var.team}/"
      error_message = "Another certificate was found."
    }
  }
}

data "aws_iam_access_keys" "ada" {
  user = aws_iam_access_key.first.user

  lifecycle {
    postcondition {
      condition     = contains([for key in self.access_keys : key.access_key_id], aws_iam_access_key.first.id)
      error_message = "The key is not listed."
    }
  }
}

data "aws_iam_user_ssh_key" "ssh" {
  username          = aws_iam_user.ada.name
  encoding          = "SSH"
  ssh_public_key_id = aws_iam_user_ssh_key.ssh.ssh_public_key_id

  lifecycle {
    postcondition {
      condition     = self.fingerprint == aws_iam_user_ssh_key.ssh.fingerprint
      error_message = "The fingerprints differ."
    }
  }
}

output "ada" {
  value = aws_iam_user.ada.name
}
